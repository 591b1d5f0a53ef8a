package metatextgrad.simulator.helper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.chat.ChatModel;
import metatextgrad.simulator.chat.ChatRequest;
import metatextgrad.simulator.json.JsonNodes;
import metatextgrad.simulator.question.Question;
import metatextgrad.simulator.question.QuestionReader;
import metatextgrad.simulator.question.TaskFamily;
import metatextgrad.simulator.request.CurrentProgram;
import metatextgrad.simulator.request.MarkedFields;
import metatextgrad.simulator.request.ProgramText;
import metatextgrad.simulator.request.ReferenceOptimizers;
import metatextgrad.simulator.request.ReplyTag;
import metatextgrad.simulator.request.StepLimit;

/**
 * Writes an object with phases, made of the phases in its request, or a brief for an optimizer
 * about the task of the example question, or what the failures in its request have in common. It
 * knows which skills exist for a task, but not which ones help, and learns that only from the
 * failures and descriptions in its request. Some briefs are vague and some too long. A request to
 * improve a text or a program goes to the optimizer.
 */
public record Meta(
        HelperNoise.MetaNoise noise,
        HelperNoise.RecombineNoise recombine,
        Critic critic,
        ChatModel optimizer,
        long serverSeed)
        implements ChatModel {
    private static final Pattern FIELD =
            Pattern.compile("[\"'`]([a-z][a-z0-9]*(?:_[a-z0-9]+)+)[\"'`]");
    private static final Pattern PHASES = Pattern.compile("[\"'`]phases[\"'`]");
    private static final Pattern PATTERNS = Pattern.compile("[\"'`]patterns[\"'`]");
    private static final Pattern STRUCTURE =
            Pattern.compile("(?i)\\baspect\\b[^\\n]{0,60}\\bstructure\\b");
    private static final int PADDING = 12;

    @Override
    public String reply(ChatRequest request) {
        if (wantsImprovement(request)) return optimizer.reply(request);
        Dice dice = request.dice(serverSeed).on("meta");
        Optional<MarkedFields> form = MarkedFields.in(request);
        if (form.isPresent())
            return form.get().reply(Instruction.of(form.get(), request.conversation(), dice));
        if (wantsPatterns(request))
            return fenced(new FailureTable(critic).of(request.wholeText(), dice), dice);
        return wantsPhases(request) ? phases(request, dice) : description(request, dice);
    }

    /** A request for a text or a program names a tag and no field, or has a program's schema. */
    private static boolean wantsImprovement(ChatRequest request) {
        if (request.fields().contains(ProgramText.NODES)) return true;
        String text = request.wholeText();
        return request.fields().isEmpty()
                && last(FIELD, text) < 0
                && last(PHASES, text) < 0
                && last(PATTERNS, text) < 0
                && (ReplyTag.in(text, tag -> true).isPresent()
                        || CurrentProgram.in(request).isPresent());
    }

    private static boolean wantsPatterns(ChatRequest request) {
        String text = request.wholeText();
        return last(PATTERNS, text) > Math.max(last(FIELD, text), last(PHASES, text));
    }

    /** The last form that a request names is that of its reply. */
    private static boolean wantsPhases(ChatRequest request) {
        if (!request.fields().isEmpty())
            return request.fields().contains(ReferenceOptimizers.PHASES);
        return last(PHASES, request.wholeText()) > last(FIELD, request.wholeText());
    }

    private static int last(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .mapToInt(MatchResult::start)
                .reduce((first, second) -> second)
                .orElse(-1);
    }

    private String phases(ChatRequest request, Dice dice) {
        ReferenceOptimizers references = ReferenceOptimizers.in(request.wholeText());
        int limit = StepLimit.in(request.wholeText()).orElse(references.steps());
        return fenced(new Recombination(recombine).of(references, limit, dice), dice);
    }

    private static String fenced(String json, Dice dice) {
        return dice.on("fence").chance(.5) ? "```json\n" + json + "\n```" : json;
    }

    private String description(ChatRequest request, Dice dice) {
        String written =
                QuestionReader.last(request.wholeText())
                        .map(Question.Found::question)
                        .map(question -> brief(question.task(), request, dice.on("brief")))
                        .orElseGet(() -> dice.pick(Phrases.briefs().vague()));
        String brief = withSeparation(written, request, dice.on("separation"));
        String json = JsonNodes.write(JsonNodes.object().put(field(request), brief));
        if (dice.on("malformed").chance(noise.malformed()))
            return json.substring(0, json.length() - 2);
        return fenced(json, dice);
    }

    /** A brief for an optimizer of structures may request separate steps, or a single call. */
    private static String withSeparation(String brief, ChatRequest request, Dice dice) {
        double kind = dice.uniform();
        if (!STRUCTURE.matcher(request.wholeText()).find() || kind > .75) return brief;
        Phrases.Briefs briefs = Phrases.briefs();
        return brief + " " + dice.on("say").pick(kind < .5 ? briefs.separate() : briefs.unite());
    }

    private static String field(ChatRequest request) {
        Optional<String> last =
                FIELD.matcher(request.wholeText())
                        .results()
                        .map(match -> match.group(1))
                        .reduce((first, second) -> second);
        return request.fields().stream()
                .filter(field -> !field.equals("analysis"))
                .findFirst()
                .or(() -> last)
                .orElse("text");
    }

    private static String brief(TaskFamily task, ChatRequest request, Dice dice) {
        var pieces = new ArrayList<String>();
        pieces.add(Phrases.briefs().opening(task));
        double quality = dice.on("quality").uniform();
        if (quality < .25) {
            pieces.add(dice.on("vague").pick(Phrases.briefs().vague()));
        } else {
            pieces.addAll(ideas(task, request, dice));
        }
        if (quality > .85) {
            for (int i = 0; i < PADDING; i++)
                pieces.add(dice.on("padding", i).pick(Phrases.briefs().padding()));
        }
        return String.join(" ", pieces);
    }

    private static List<String> ideas(TaskFamily task, ChatRequest request, Dice dice) {
        SkillEvidence evidence = SkillEvidence.in(request.wholeText(), task);
        return evidence.draw(2 + dice.on("how many").below(2), dice.on("ideas")).stream()
                .map(
                        skill ->
                                dice.on("focus")
                                        .on(skill.id())
                                        .pick(Phrases.briefs().focus())
                                        .formatted(Phrases.briefs().idea(skill)))
                .toList();
    }
}
