workers 2
port ENV.fetch("PORT", 4000)
