main :: IO ()
main = putStrLn "done"
