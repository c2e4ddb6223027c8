require "roda"

class App < Roda
  route do |r|
    r.is "livez" do
      "ok"
    end
  end
end
