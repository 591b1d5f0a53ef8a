package metatextgrad.model;

/** One place in a step's batch: training and validation places never share a number. */
public record Slot(Split split, int number) {
    private static final int DIGITS = 5;

    public Slot {
        if (number < 0) throw new IllegalArgumentException("slot number is negative: " + number);
    }

    /** Text that sorts in the order of the numbers, so that stored rows are in slot order. */
    @Override
    public String toString() {
        String digits = Integer.toString(number);
        return split + "-" + "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
    }
}
