require "patron/patron"
