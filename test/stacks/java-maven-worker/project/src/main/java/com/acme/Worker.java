package com.acme;

public class Worker {
    public static void main(String[] args) {
    }
}
