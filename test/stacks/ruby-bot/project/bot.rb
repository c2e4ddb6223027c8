require "discordrb"

Discordrb::Bot.new(token: ENV.fetch("TOKEN")).run
