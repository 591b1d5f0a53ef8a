package metatextgrad.simulator.fault;

/** Numbers in settings. Errors name the setting, not the parser. */
public final class PlanNumbers {
    private PlanNumbers() {}

    /**
     * Reads a whole number.
     *
     * @throws IllegalArgumentException if the text is no whole number from least to most
     */
    public static long whole(String name, String text, long least, long max) {
        try {
            long number = Long.parseLong(text.strip());
            if (number >= least && number <= max) return number;
        } catch (NumberFormatException e) {
            // Reported below, with the name.
        }
        throw new IllegalArgumentException(
                "%s is '%s'; it must be a whole number from %d to %d"
                        .formatted(name, text, least, max));
    }

    static int whole(String name, String text, int least, int max) {
        return (int) whole(name, text, (long) least, max);
    }

    /** Reads a number from 0. */
    public static double real(String name, String text, double max) {
        try {
            double number = Double.parseDouble(text.strip());
            if (number >= 0 && number <= max) return number;
        } catch (NumberFormatException e) {
            // Reported below, with the name.
        }
        throw new IllegalArgumentException(
                "%s is '%s'; it must be a number from 0 to %.0f".formatted(name, text, max));
    }
}
