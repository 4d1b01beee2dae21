greeting = Hello { $name }
