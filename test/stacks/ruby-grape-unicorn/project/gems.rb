source "https://rubygems.example"
gem "grape"
gem "unicorn"
