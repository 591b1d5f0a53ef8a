package metatextgrad.simulator.helper;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.chat.ChatModel;
import metatextgrad.simulator.chat.ChatRequest;
import metatextgrad.simulator.json.JsonNodes;
import metatextgrad.simulator.request.CurrentProgram;
import metatextgrad.simulator.request.CurrentText;
import metatextgrad.simulator.request.EmbeddedJson;
import metatextgrad.simulator.request.ExampleBlocks;
import metatextgrad.simulator.request.ProgramText;
import metatextgrad.simulator.request.ReplyTag;
import metatextgrad.simulator.request.TaskDescription;

/**
 * Rewrites a text, or the prompts and nodes of a program, with the instructions that the criticisms
 * in its request contain. Where the request wants edits, it writes edits. Where its description
 * names a skill, it may also write what it knows about it. Where a task demands a sentence, it may
 * write that. It adds no other content.
 */
public record Optimizer(
        HelperNoise.OptimizerNoise noise, HelperNoise.StructureNoise structure, long serverSeed)
        implements ChatModel {
    /** A JSON object to fill in, at the end of a request. */
    private static final Pattern TEXT_FIELD =
            Pattern.compile("\\{\"improved_text\": \"[^\"]*\"\\}\\s*$");

    private static final List<String> OPENINGS = List.of("", "", "Always ", "Remember to ");

    @Override
    public String reply(ChatRequest request) {
        // If descriptions have no effect, the die must not depend on them either.
        Dice dice = dice(request).on("optimizer");
        return CurrentProgram.in(request)
                .map(current -> program(current, request, dice))
                .orElseGet(() -> text(request, dice));
    }

    private String program(CurrentProgram current, ChatRequest request, Dice dice) {
        String description = EmbeddedJson.without(TaskDescription.in(request));
        String prompts =
                current.program().calls().stream().map(ProgramText::prompt).collect(joining("\n"));
        List<String> advice =
                advice(withoutAttributes(request), prompts, description, request, dice);
        String json =
                new Restructuring(noise, structure)
                        .rebuild(current.program(), advice, description, dice);
        return current.replyTag()
                .map(tag -> tagged(tag, json, dice))
                .orElse("```json\n" + json + "\n```");
    }

    /** The tag of a criticism of a program has an attribute with the node. */
    private static String withoutAttributes(ChatRequest request) {
        return request.conversation().replaceAll("<([A-Za-z][\\w-]*)\\s[^<>\\n]*>", "<$1>");
    }

    private String text(ChatRequest request, Dice dice) {
        String text = request.conversation();
        if (ContrastedRule.isRequestedIn(text))
            return new ContrastedRule(noise).of(text, CurrentText.in(text, ""), dice);
        Optional<String> tag = ReplyTag.in(request);
        ExampleBlocks current = ExampleBlocks.in(CurrentText.in(text, tag.orElse("")));
        if (Shortening.isRequestedIn(text)) {
            String shorter = new Shortening(noise).of(current.prose(), dice) + current.whole();
            return sent(shorter, tag, text, dice);
        }
        List<String> advice =
                advice(text, current.prose(), TaskDescription.in(request), request, dice);
        if (TextEdits.areRequestedIn(text)) {
            String edits = new TextEdits(noise).of(current.prose(), advice, text, dice);
            return tag.map(name -> tagged(name, edits, dice)).orElse(edits);
        }
        String improved = improved(current.prose(), advice, dice) + current.whole();
        return sent(withCopies(improved, text, dice.on("copy")), tag, text, dice);
    }

    /** Writes the text into a JSON object if the request wants one, else between the tags. */
    private String sent(String whole, Optional<String> tag, String request, Dice dice) {
        if (TEXT_FIELD.matcher(request).find())
            return JsonNodes.write(JsonNodes.object().put("improved_text", whole));
        return tag.map(name -> tagged(name, whole, dice)).orElse(whole);
    }

    /** What the chosen criticisms call for, and what the optimizer itself knows. */
    private List<String> advice(
            String text, String current, String description, ChatRequest request, Dice dice) {
        List<String> advice = new ArrayList<>();
        new CriticismChoice(noise)
                .of(criticisms(text), description, dice)
                .forEach(one -> advice.addAll(Advice.in(one)));
        advice.addAll(
                new Knowledge(noise)
                        .of(description, current, request.conversation(), dice.on("knowledge")));
        if (dice.on("obeys").chance(noise.obeys())) advice.addAll(Demands.in(text));
        return advice;
    }

    /** Those of the batch, and the counted mistakes as often as they were counted. */
    private static List<String> criticisms(String text) {
        return Stream.concat(Feedback.in(text).stream(), CountedPatterns.in(text).stream())
                .toList();
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

    private String improved(String current, List<String> advice, Dice dice) {
        List<String> sentences = kept(current, noise.drop(), dice);
        for (String instruction : advice) add(instruction, sentences, dice);
        return String.join("\n", sentences);
    }

    /** The sentences of a text, without a share that is dropped at random. */
    static List<String> kept(String text, double drop, Dice dice) {
        var kept = new ArrayList<>(Advice.sentences(text));
        kept.removeIf(sentence -> dice.on("drop").on(sentence).chance(drop));
        return kept;
    }

    /** Adds an instruction unless a sentence contains it already. */
    static void add(String instruction, List<String> sentences, Dice dice) {
        if (sentences.stream().noneMatch(known -> known.contains(instruction.substring(1))))
            sentences.add(opened(instruction, dice.on("opening").on(instruction)));
    }

    /** Orders may get an opening; rules do not. */
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
