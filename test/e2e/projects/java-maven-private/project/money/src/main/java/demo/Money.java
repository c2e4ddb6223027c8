package demo;

public record Money(int cents) {
    @Override
    public String toString() {
        return cents + " cents";
    }
}
