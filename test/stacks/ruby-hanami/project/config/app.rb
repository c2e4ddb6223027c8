require "hanami"

module Shop
  class App < Hanami::App
  end
end
