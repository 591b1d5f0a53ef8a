package metatextgrad.simulator.helper;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.json.JsonNodes;
import metatextgrad.simulator.request.ReferenceOptimizers;

/**
 * Builds an optimizer from the phases of others. It knows the rules that each such request states,
 * and sometimes breaks one, as models do.
 */
record Recombination(HelperNoise.RecombineNoise noise) {
    private static final List<String> ORDER = List.of("structure", "prompt", "demos");
    private static final double ONE_ASPECT_LESS = .15;
    private static final double ONE_PHASE_MORE = .25;
    private static final double ALL_STEPS = .7;

    /** The JSON of an optimizer, or prose if the references contain no phase. */
    String of(ReferenceOptimizers references, int limit, Dice dice) {
        List<ObjectNode> pool = references.pool();
        if (pool.isEmpty()) return dice.pick(Phrases.general("no-optimizer"));
        List<ObjectNode> chosen = chosen(pool, limit, dice.on("choose"));
        share(chosen, limit, dice.on("steps"));
        double kind = dice.on("noise").uniform();
        if (kind < noise.wrongOrder()) {
            Collections.reverse(chosen);
        } else if (kind < noise.wrongOrder() + noise.tooManySteps()) {
            ObjectNode first = chosen.getFirst();
            first.put("steps", first.path("steps").asInt() + limit);
        } else if (kind < noise.wrongOrder() + noise.tooManySteps() + noise.unknownStrategy()) {
            chosen.getFirst().put("strategy", dice.on("name").pick(Phrases.general("strategies")));
        }
        String json = JsonNodes.write(spec(chosen));
        return dice.on("malformed").chance(noise.malformed())
                ? json.substring(0, json.length() - 2)
                : json;
    }

    /** One phase for each aspect, structure first; sometimes one fewer, sometimes one more. */
    private static List<ObjectNode> chosen(List<ObjectNode> pool, int limit, Dice dice) {
        var chosen = new ArrayList<ObjectNode>();
        List<String> aspects =
                pool.stream()
                        .map(Recombination::aspect)
                        .distinct()
                        .sorted(Comparator.comparingInt(Recombination::rank))
                        .toList();
        for (String aspect : aspects)
            chosen.add(dice.on("aspect").on(aspect).pick(of(aspect, pool)).deepCopy());
        if (chosen.size() > 1 && dice.on("less").chance(ONE_ASPECT_LESS))
            chosen.remove(dice.on("which").below(chosen.size()));
        if (dice.on("more").chance(ONE_PHASE_MORE)) {
            ObjectNode last = chosen.getLast();
            List<ObjectNode> others =
                    of(aspect(last), pool).stream().filter(one -> !one.equals(last)).toList();
            if (!others.isEmpty()) chosen.add(dice.on("other").pick(others).deepCopy());
        }
        return new ArrayList<>(chosen.subList(0, Math.min(limit, chosen.size())));
    }

    /** Each phase gets one step; the others are distributed at random. */
    private static void share(List<ObjectNode> chosen, int limit, Dice dice) {
        int spare = limit - chosen.size();
        int rest = dice.on("all").chance(ALL_STEPS) ? spare : dice.on("rest").below(spare + 1);
        int[] steps = new int[chosen.size()];
        for (int i = 0; i < rest; i++) steps[dice.on("step", i).below(steps.length)]++;
        for (int i = 0; i < steps.length; i++) chosen.get(i).put("steps", 1 + steps[i]);
    }

    private static ObjectNode spec(List<ObjectNode> phases) {
        String name =
                phases.stream()
                        .map(phase -> phase.path("strategy").asText())
                        .collect(joining("-then-"));
        ObjectNode spec = JsonNodes.object().put("name", name);
        spec.putArray(ReferenceOptimizers.PHASES).addAll(phases);
        return spec;
    }

    private static List<ObjectNode> of(String aspect, List<ObjectNode> pool) {
        return pool.stream().filter(phase -> aspect(phase).equals(aspect)).toList();
    }

    private static String aspect(ObjectNode phase) {
        return phase.path("aspect").asText("prompt").toLowerCase(Locale.ROOT);
    }

    private static int rank(String aspect) {
        return ORDER.contains(aspect) ? ORDER.indexOf(aspect) : ORDER.size();
    }
}
