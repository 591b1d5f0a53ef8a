package metatextgrad.model;

/**
 * What one trial may ask for.
 *
 * @param calls its asks at most, of all roles together
 * @param test items of the test set: a program that makes more calls than the seed program must
 *     leave enough for its test
 */
public record Allowance(long calls, int test) {
    public Allowance {
        if (test < 0) throw new IllegalArgumentException("test must not be negative");
    }
}
