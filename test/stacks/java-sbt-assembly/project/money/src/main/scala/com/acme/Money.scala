package com.acme

final case class Money(cents: Int)
