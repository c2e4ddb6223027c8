require "active_support/core_ext/integer/time"

Rails.application.configure do
  config.enable_reloading = false
  config.eager_load = true
  config.active_storage.service = :local
  config.logger = ActiveSupport::TaggedLogging.logger(STDOUT)
  # config.hosts = ["example.com"]
end
