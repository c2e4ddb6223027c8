require "greeter"
