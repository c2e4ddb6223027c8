require "sidekiq"

class Invoice
  include Sidekiq::Job

  def perform(order)
  end
end
