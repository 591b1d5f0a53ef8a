package metatextgrad.simulator.question;

import java.util.List;

/** A number of things of one kind. */
public record Amount(int count, String thing) {
    public static int sum(List<Amount> amounts) {
        return amounts.stream().mapToInt(Amount::count).sum();
    }
}
