package metatextgrad.optimize;

import java.util.Locale;
import metatextgrad.model.ProgramId;
import metatextgrad.model.Slot;
import metatextgrad.model.Split;
import metatextgrad.model.TrialId;

/**
 * Under which keys the rows of one trial lie: by step, then kind, then slot, so that scans are
 * ordered.
 */
record TrialKeys(TrialId trial) {
    /** Where the plans of all open trials lie. */
    static final String PLANS = "plan|";

    String plan() {
        return PLANS + trial;
    }

    String state() {
        return trial + "|state";
    }

    /** The training pair that came with the first batch. */
    String draw() {
        return trial + "|draw";
    }

    /** There while the trial is held. */
    String held() {
        return trial + "|held";
    }

    /** List cost of the steps that are over. */
    String cost() {
        return trial + "|cost";
    }

    String memories() {
        return trial + "|memory|";
    }

    String memory(int step) {
        return memories() + number(step);
    }

    String steps() {
        return trial + "|step|";
    }

    String step(int step) {
        return steps() + number(step) + "|";
    }

    /** The request for a training batch, or for its rest from this slot on. */
    String asked(int step, int from) {
        return step(step) + "asked|" + number(from);
    }

    String batches(int step, Split split) {
        return step(step) + "batch|" + split + "|";
    }

    String batch(int step, Split split, int first) {
        return batches(step, split) + number(first);
    }

    String parked(int step, Split split) {
        return step(step) + "parked|" + split + "|";
    }

    String parked(int step, Split split, int first) {
        return parked(step, split) + number(first);
    }

    /** Keyed by candidate too, so that a stray loss of another program blocks no slot. */
    String losses(int step, ProgramId candidate) {
        return step(step) + "loss|" + candidate + "|";
    }

    String loss(int step, ProgramId candidate, Slot slot) {
        return losses(step, candidate) + slot;
    }

    String gradients(int step, ProgramId candidate) {
        return step(step) + "gradient|" + candidate + "|";
    }

    String gradient(int step, ProgramId candidate, Slot slot) {
        return gradients(step, candidate) + slot;
    }

    String closed(int step, Split split) {
        return step(step) + "closed|" + split;
    }

    String reply(int step, String place, int attempt) {
        return replies(step) + place + "|" + attempt;
    }

    String replies(int step) {
        return step(step) + "reply|";
    }

    private static String number(int number) {
        return String.format(Locale.ROOT, "%05d", number);
    }
}
