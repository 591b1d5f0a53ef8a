package metatextgrad.simulator.fault;

/** Numbers of a plan; one that cannot be is named in our words. */
final class PlanNumbers {
    private PlanNumbers() {}

    static int whole(String name, String text, int least, int most) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException e) {
            // Said below, with the name.
        }
        throw new IllegalArgumentException(
                "%s is '%s'; it must be a whole number from %d to %d"
                        .formatted(name, text, least, most));
    }

    /** From 0. */
    static double real(String name, String text, double most) {
        try {
            double number = Double.parseDouble(text.strip());
            if (number >= 0 && number <= most) return number;
        } catch (NumberFormatException e) {
            // Said below, with the name.
        }
        throw new IllegalArgumentException(
                "%s is '%s'; it must be a number from 0 to %.0f".formatted(name, text, most));
    }
}
