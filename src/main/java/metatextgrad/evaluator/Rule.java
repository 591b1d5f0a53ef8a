package metatextgrad.evaluator;

import metatextgrad.model.Score;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.AnswerParsing;

/**
 * Compares the answer with the expected one.
 *
 * @param where the place of the answer in the reply
 * @param answer how the answer is read
 * @param target how the expected answer is read
 * @param wanted the required kind of both, with its article
 */
record Rule(Where where, Form answer, Form target, String wanted) {
    /** Longer values would bury the criticism itself. */
    private static final int SHOWN = 500;

    static final Finding RIGHT = new Finding.Scored(Score.CORRECT, "The answer is right.");
    static final String NO_TARGET = "The task has no expected answer.";

    Finding compare(TaskSubmitted task, String reply, AnswerParsing reading) {
        if (task.target() == null) return unscored(NO_TARGET);
        String expected = target.read(task.target());
        String shown = shown(task.target().strip());
        if (expected == null)
            return unscored("The expected answer %s is not %s.".formatted(shown, wanted));
        String found = where.find().read(reply);
        String given = found == null ? null : answer.read(found);
        if (given == null) {
            return new Finding.Scored(
                    Score.UNPARSEABLE,
                    "There is no readable %s that gives %s; the expected answer is %s."
                            .formatted(where.words(), wanted, shown));
        }
        if (same(given, expected, reading)) return RIGHT;
        return new Finding.Scored(
                Score.WRONG,
                "The answer is %s but the expected answer is %s.".formatted(shown(given), shown));
    }

    private static boolean same(String given, String expected, AnswerParsing reading) {
        return switch (reading) {
            case STRICT -> given.equalsIgnoreCase(expected);
            case TEXTGRAD_COMPAT -> given.equals(expected);
        };
    }

    /** Returns a finding without a score. The program did not cause it, so it is not a 0. */
    static Finding unscored(String why) {
        return new Finding.Scored(Score.INFRASTRUCTURE, why);
    }

    static String shown(String value) {
        if (value.length() <= SHOWN) return "`" + value + "`";
        int cut = Character.isHighSurrogate(value.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
        return "`" + value.substring(0, cut) + " …`";
    }
}
