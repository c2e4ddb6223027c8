Module Program
    Sub Main()
        Console.WriteLine("done")
    End Sub
End Module
