module Money
  def self.format(cents) = "%.2f EUR" % (cents / 100.0)
end
