package com.acme;

@Path("/hello")
public class GreetingResource {}
