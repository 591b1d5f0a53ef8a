package metatextgrad.simulator.helper;

import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.chat.ChatModel;
import metatextgrad.simulator.chat.ChatRequest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rewrites a text, or the prompts and the nodes of a program, with what the criticisms in its
 * request ask for, in their own words. It knows nothing else to write.
 */
public final class Optimizer implements ChatModel {
    private static final List<String> OPENINGS = List.of("", "", "Always ", "Remember to ");

    private final HelperNoise.OptimizerNoise noise;
    private final CriticismChoice choice;
    private final Restructuring restructuring;
    private final long serverSeed;

    public Optimizer(
            HelperNoise.OptimizerNoise noise,
            HelperNoise.StructureNoise structure,
            long serverSeed) {
        this.noise = noise;
        choice = new CriticismChoice(noise);
        restructuring = new Restructuring(noise, structure);
        this.serverSeed = serverSeed;
    }

    @Override
    public String reply(ChatRequest request) {
        // With no effect of the description, not even the die may depend on it.
        Dice dice = dice(request).on("optimizer");
        return CurrentProgram.in(request)
                .map(current -> program(current, request, dice))
                .orElseGet(() -> text(request, dice));
    }

    private String program(CurrentProgram current, ChatRequest request, Dice dice) {
        String description = EmbeddedJson.without(request.instruction());
        List<String> used = choice.of(Feedback.in(withoutAttributes(request)), description, dice);
        String json = restructuring.of(current.program(), used, description, dice);
        return current.replyTag()
                .map(tag -> tagged(tag, json, dice))
                .orElse("```json\n" + json + "\n```");
    }

    /** Criticism of a program says in its tag which node it is about. */
    private static String withoutAttributes(ChatRequest request) {
        return request.conversation().replaceAll("<([A-Za-z][\\w-]*)\\s[^<>\\n]*>", "<$1>");
    }

    private String text(ChatRequest request, Dice dice) {
        String text = request.conversation();
        Optional<String> tag =
                ReplyTag.in(request.conversation()).or(() -> ReplyTag.in(request.instruction()));
        String improved =
                improved(
                        CurrentText.in(text, tag.orElse("")),
                        choice.of(Feedback.in(text), request.instruction(), dice),
                        dice);
        String whole = withCopies(improved, text, dice.on("copy"));
        return tag.map(name -> tagged(name, whole, dice)).orElse(whole);
    }

    private String withCopies(String improved, String text, Dice dice) {
        List<String> examples = dice.chance(noise.copy()) ? LeakedExamples.in(text) : List.of();
        return examples.isEmpty() ? improved : improved + "\n" + String.join("\n", examples);
    }

    private Dice dice(ChatRequest request) {
        return noise.descriptionEffect() == 0
                ? Dice.of(serverSeed, request.conversation(), Long.toString(request.seed()))
                : request.dice(serverSeed);
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

    static void add(String instruction, List<String> sentences, Dice dice) {
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
