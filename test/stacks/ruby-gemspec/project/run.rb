require "tool"
