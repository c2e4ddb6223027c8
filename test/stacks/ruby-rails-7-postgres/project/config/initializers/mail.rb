Shop::MAIL_HOST = ENV.fetch("MAIL_HOST")
Shop::MAIL_PORT = ENV.fetch("MAIL_PORT", 587)
