package com.acme;

public class Application {
    public static void main(String[] args) {
    }
}
