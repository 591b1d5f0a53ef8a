package metatextgrad.model.live;

/**
 * How much the tasks of a window differ from those before, by one feature.
 *
 * @param distance chi-squared distance: 0 for equal shares
 * @param limit what chance explains, for the numbers of tasks; 0 if they are too few to compare
 * @param from first bucket of the group of tasks that changed most
 * @param to last bucket of this group
 * @param before share of this group in the windows before, from 0 to 1
 * @param now its share in the window
 */
public record MixShift(double distance, double limit, int from, int to, double before, double now) {
    /** Too few tasks to compare. */
    public static final MixShift NONE = new MixShift(0, 0, 0, 0, 0, 0);

    /** Whether chance does not explain the difference. */
    public boolean isChange() {
        return distance > limit;
    }
}
