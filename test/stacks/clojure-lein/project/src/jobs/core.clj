(ns jobs.core (:gen-class))
(defn -main [] (println "done"))
