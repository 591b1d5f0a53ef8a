package metatextgrad.simulator.helper;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.skill.SkillReader;

/**
 * Writes the same in fewer sentences: without those that teach what an earlier one teaches, and
 * without most of those that teach nothing. It also loses some by mistake, as every rewrite does.
 */
record Shortening(HelperNoise.OptimizerNoise noise) {
    private static final Pattern REQUEST = Pattern.compile("(?i)\\b(?:in |use )fewer words\\b");

    /** Share of the sentences that teach nothing and are left out. */
    private static final double EMPTY = .7;

    static boolean isRequestedIn(String text) {
        return REQUEST.matcher(text).find();
    }

    String of(String current, Dice dice) {
        List<String> kept = new ArrayList<>();
        Set<String> taught = new TreeSet<>();
        for (String sentence : Optimizer.kept(current, noise.drop(), dice)) {
            List<String> skills =
                    SkillReader.taught(sentence).stream().map(skill -> skill.id()).toList();
            boolean empty = skills.isEmpty() && !kept.isEmpty();
            boolean dropped =
                    empty
                            ? dice.on("empty").on(sentence).chance(EMPTY)
                            : !skills.isEmpty() && taught.containsAll(skills);
            if (!dropped) kept.add(sentence);
            taught.addAll(skills);
        }
        return String.join("\n", kept);
    }
}
