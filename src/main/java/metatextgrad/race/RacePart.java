package metatextgrad.race;

/**
 * The current part of a race.
 *
 * @param number its number, from 0
 * @param taken steps taken in it
 * @param idle steps since the last better program; those of all rungs count together
 * @param shortened whether it validated a program for being shorter
 */
public record RacePart(int number, int taken, int idle, boolean shortened) {
    static final RacePart FIRST = new RacePart(0, 0, 0, false);

    /** Returns whether the last steps found no better program. */
    boolean isPlateau() {
        return idle >= RaceRules.PLATEAU;
    }

    /**
     * Returns another part, before its first step.
     *
     * @param lasting whether the steps since the last better program still count
     */
    RacePart begin(int other, boolean lasting) {
        return new RacePart(other, 0, lasting ? idle : 0, false);
    }

    RacePart stepped(boolean better) {
        return new RacePart(number, taken + 1, better ? 0 : idle + 1, shortened);
    }

    /** A better program was found between two steps. */
    RacePart improved() {
        return new RacePart(number, taken, 0, shortened);
    }

    RacePart shortening() {
        return new RacePart(number, taken, idle, true);
    }
}
