package metatextgrad.simulator.helper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.chat.ChatRequest;
import metatextgrad.simulator.chat.SimulatedModel;

/**
 * Rewrites a text with what the criticisms in its request ask for, in their own words. It knows
 * nothing else to write.
 */
public final class Optimizer implements SimulatedModel {
    private static final List<String> OPENINGS = List.of("", "", "Always ", "Remember to ");

    private final HelperNoise.OptimizerNoise noise;
    private final long serverSeed;

    public Optimizer(HelperNoise.OptimizerNoise noise, long serverSeed) {
        this.noise = noise;
        this.serverSeed = serverSeed;
    }

    @Override
    public String reply(ChatRequest request) {
        // With no effect of the description, not even the die may depend on it.
        Dice dice = dice(request).on("optimizer");
        String text = request.conversation();
        Optional<String> tag =
                ReplyTag.in(request.conversation()).or(() -> ReplyTag.in(request.instruction()));
        String improved =
                improved(
                        CurrentText.in(text, tag.orElse("")),
                        used(request.instruction(), Feedback.in(text), dice),
                        dice);
        return tag.map(name -> tagged(name, improved, dice)).orElse(improved);
    }

    private Dice dice(ChatRequest request) {
        return noise.descriptionEffect() == 0
                ? Dice.of(serverSeed, request.conversation(), Long.toString(request.seed()))
                : request.dice(serverSeed);
    }

    private List<String> used(String description, List<String> criticisms, Dice dice) {
        List<Double> scores = Relevance.of(description, criticisms).scores();
        double focus = noise.descriptionEffect() / dilution(description);
        return IntStream.range(0, criticisms.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -(focus * scores.get(i) + luck(dice, i))))
                .limit(noise.criticisms())
                .map(criticisms::get)
                .toList();
    }

    /** Gumbel noise: the largest sum is a draw in proportion to the exponentials of the scores. */
    private static double luck(Dice dice, int criticism) {
        return -Math.log(-Math.log(dice.on("use", criticism).uniform() + 1e-12));
    }

    private double dilution(String description) {
        int words = description.split("\\s+").length;
        return Math.max(1, (double) words / noise.descriptionWords());
    }

    private String improved(String current, List<String> used, Dice dice) {
        var sentences = new ArrayList<String>();
        for (String sentence : Advice.sentences(current)) {
            if (!dice.on("drop").on(sentence).chance(noise.drop())) {
                sentences.add(sentence);
            }
        }
        for (String criticism : used) {
            for (String instruction : Advice.in(criticism)) {
                add(instruction, sentences, dice);
            }
        }
        return String.join("\n", sentences);
    }

    private static void add(String instruction, List<String> sentences, Dice dice) {
        if (sentences.stream().noneMatch(known -> known.contains(instruction.substring(1)))) {
            sentences.add(opened(instruction, dice.on("opening").on(instruction)));
        }
    }

    /** Only an order can be opened; a rule stands as it is. */
    private static String opened(String instruction, Dice dice) {
        String opening = dice.pick(OPENINGS);
        boolean rule = instruction.matches("(?:Every|Each|No|All|The|An?|Do|Be|If|When) .*");
        return rule || opening.isEmpty()
                ? instruction
                : opening + Character.toLowerCase(instruction.charAt(0)) + instruction.substring(1);
    }

    private String tagged(String tag, String text, Dice dice) {
        boolean omitted = dice.on("omit").chance(noise.omitTag());
        return "<" + tag + ">\n" + text + (omitted ? "" : "\n</" + tag + ">");
    }
}
