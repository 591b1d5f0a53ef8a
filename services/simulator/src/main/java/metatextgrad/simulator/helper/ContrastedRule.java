package metatextgrad.simulator.helper;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.json.JsonNodes;
import metatextgrad.simulator.skill.Skill;
import metatextgrad.simulator.skill.SkillReader;

/**
 * The rule between wrong answers and right ones. In a share of the replies it names the most
 * frequent cause that the prompt does not teach yet; else it names nothing that helps.
 */
record ContrastedRule(HelperNoise.OptimizerNoise noise) {
    private static final Pattern FORM = Pattern.compile("[\"'`]rule[\"'`]");

    /** Whether a request wants a JSON object with a rule, and no text between tags. */
    static boolean isRequestedIn(String text) {
        return FORM.matcher(text).find();
    }

    /** Returns the reply, a JSON object. */
    String of(String text, String current, Dice dice) {
        String advice =
                dice.on("contrast").chance(noise.contrast())
                        ? cause(text, current).map(cause -> wording(cause, dice)).orElse("")
                        : "";
        String rule = advice.isEmpty() ? dice.on("vague").pick(Phrases.general("rule")) : advice;
        return JsonNodes.write(
                JsonNodes.object().put("difference", "The answers differ.").put("rule", rule));
    }

    private static String wording(Skill cause, Dice dice) {
        return String.join(" ", Advice.in(dice.on("wording").pick(Phrases.criticisms(cause))));
    }

    private static Optional<Skill> cause(String text, String current) {
        Set<Skill> taught = SkillReader.taught(current);
        Map<Skill, Integer> counts = new EnumMap<>(Skill.class);
        List<ShownFailure> failures = ShownFailure.in(text);
        for (ShownFailure failure : failures)
            for (Skill cause : Diagnosis.causes(failure.question(), failure.answer()))
                if (!taught.contains(cause)) counts.merge(cause, 1, Integer::sum);
        return counts.entrySet().stream()
                .max(Map.Entry.<Skill, Integer>comparingByValue(Comparator.naturalOrder()))
                .map(Map.Entry::getKey);
    }
}
