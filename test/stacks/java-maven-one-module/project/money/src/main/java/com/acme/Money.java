package com.acme;

public record Money(int cents) {}
