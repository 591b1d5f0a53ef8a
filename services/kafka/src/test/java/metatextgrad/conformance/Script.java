package metatextgrad.conformance;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.llm.ScriptedModel.Call;
import metatextgrad.llm.Usage;
import metatextgrad.model.Tags;
import metatextgrad.model.project.ModelSpec;

/**
 * The replies of the models to each kind of request. If its prompt contains {@code solves N}, the
 * student solves the first N validation questions, and no training question. The critic names
 * prompt and question. The writer raises N by one. A check replaces the role it tests.
 */
final class Script implements LanguageModel {
    static final Usage USAGE = new Usage(10, 5).in(Duration.ofMillis(3));

    private static final Pattern QUESTION = Pattern.compile("(?:train|val|test) question (\\d+)");
    private static final Pattern SOLVES = Pattern.compile("solves (\\d+)");

    private Function<Call, Reply> student = call -> answered(student(call));
    private Function<Call, Reply> critic = call -> answered(critic(call));
    private Function<Call, Reply> writer = call -> answered(writer(call));
    private Function<Call, Reply> contrast = call -> answered("{\"rule\": \"Mind the form.\"}");
    private Function<Call, Reply> meta = call -> answered("{}");

    static Reply answered(String text) {
        return new Reply.Answered(text, USAGE, "scripted");
    }

    static String tagged(String text) {
        return Tags.DEFAULT.start() + text + Tags.DEFAULT.end();
    }

    /** Returns the usual answer, for scripts that differ in one case. */
    static String student(Call call) {
        String question = question(call);
        Matcher solves = SOLVES.matcher(call.system());
        if (!solves.find()) return "draft for " + question;
        boolean right =
                question.startsWith("val")
                        && number(QUESTION, question) < Integer.parseInt(solves.group(1));
        return "Answer: " + (right ? Data.answer(question) : "unknown");
    }

    /** Returns the usual critique: of the answer, or of a prompt. */
    static String critic(Call call) {
        String about = call.user().contains("<FUNCTION>") ? "answer" : "prompt";
        return "bad " + about + " at " + between(call.user(), "TEXT") + ", " + question(call);
    }

    /** Returns the usual rewrite. */
    static String writer(Call call) {
        return tagged(better(currentText(call)));
    }

    /** Returns the usual verdict: an answer that contains the truth is right. */
    static String judge(Call call) {
        boolean right = between(call.user(), "PREDICTION").contains(between(call.user(), "TRUTH"));
        return "<ACCURACY>" + (right ? 1 : 0) + "</ACCURACY>";
    }

    static String question(Call call) {
        Matcher question = QUESTION.matcher(call.user());
        if (!question.find()) throw new IllegalStateException("no question in " + call.user());
        return question.group();
    }

    /** Returns the text between two tags of a request. */
    static String between(String text, String tag) {
        int start = text.indexOf("<" + tag + ">") + tag.length() + 2;
        return text.substring(start, text.indexOf("</" + tag + ">", start)).strip();
    }

    static String currentText(Call call) {
        return between(call.user(), "CURRENT_TEXT");
    }

    Script student(Function<Call, Reply> says) {
        student = says;
        return this;
    }

    Script critic(Function<Call, Reply> says) {
        critic = says;
        return this;
    }

    Script writer(Function<Call, Reply> says) {
        writer = says;
        return this;
    }

    Script contrast(Function<Call, Reply> says) {
        contrast = says;
        return this;
    }

    /** Sets a writer that gives these replies one after another. */
    Script writes(String... replies) {
        Deque<String> left = new ArrayDeque<>(List.of(replies));
        return writer(call -> answered(left.remove()));
    }

    Script meta(Function<Call, Reply> says) {
        meta = says;
        return this;
    }

    @Override
    public Reply ask(ModelSpec model, List<Message> messages, int seed) {
        Call call = new Call(model, messages, seed);
        return switch (PromptKind.of(messages)) {
            case PROGRAM -> student.apply(call);
            case JUDGE -> answered(judge(call));
            case BACKWARD_BASE, BACKWARD_CHAINED, BACKWARD_FUNCTION -> critic.apply(call);
            case REDUCE, UPDATE, STRUCTURE -> writer.apply(call);
            case CONTRAST -> contrast.apply(call);
            case META_PROMPT, META_STRUCTURE, DIAGNOSIS -> meta.apply(call);
        };
    }

    private static String better(String text) {
        Matcher solves = SOLVES.matcher(text);
        if (!solves.find()) return text + "!";
        return solves.replaceFirst("solves " + (Integer.parseInt(solves.group(1)) + 1));
    }

    private static int number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) throw new IllegalStateException("no number in " + text);
        return Integer.parseInt(matcher.group(1));
    }
}
