package metatextgrad.services.mtg;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What holds a run, and what to type so that it goes on. Pure. */
final class HoldText {
    private static final String ALL = "all projects";
    private static final Pattern SPENT = Pattern.compile("the budget of (" + ALL + "|\\S+) has .*");

    private HoldText() {}

    /**
     * @param reason as the worker gave it
     */
    static String of(String reason) {
        if (reason.startsWith("somebody has paused"))
            return reason + ": mtg resume --all ends that";
        Matcher spent = SPENT.matcher(reason);
        if (!spent.matches()) return reason;
        String budget = spent.group(1).equals(ALL) ? "'*'" : spent.group(1);
        return reason + ": mtg budget set " + budget + " raises it";
    }
}
