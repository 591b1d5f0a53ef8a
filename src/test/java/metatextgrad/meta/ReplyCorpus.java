package metatextgrad.meta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import metatextgrad.evaluator.Evaluators;
import metatextgrad.evaluator.Finding;
import metatextgrad.json.InvalidFile;
import metatextgrad.json.ProgramJson;
import metatextgrad.json.StructureJson;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Score;
import metatextgrad.model.Tags;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.prompt.TaggedText;
import metatextgrad.strategy.ProgramReply;
import metatextgrad.strategy.PromptReply;
import metatextgrad.strategy.Strategies;

/** Replies of models with their requests, as JSON lines, and how the readers take them. */
final class ReplyCorpus {
    /** The kinds whose readers must take what a person finds usable, and nothing else. */
    static final List<String> READ =
            List.of("rewrite-prompt", "rewrite-program", "meta-description", "meta-structure");

    /** The kinds whose shares are only printed. */
    static final List<String> PRINTED = List.of("critic-answer", "critic-prompt", "program");

    private static final int LEAK_TOKENS = 8;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How many usable and other replies there are, and how many of each were taken. */
    record Shares(int usable, int usableTaken, int others, int othersTaken) {
        Shares plus(Shares more) {
            return new Shares(
                    usable + more.usable,
                    usableTaken + more.usableTaken,
                    others + more.others,
                    othersTaken + more.othersTaken);
        }
    }

    private ReplyCorpus() {}

    static Shares read(String kind, List<String> lines) {
        Shares shares = new Shares(0, 0, 0, 0);
        for (String line : lines) {
            JsonNode exchange = tree(line);
            int taken = takes(kind, exchange) ? 1 : 0;
            shares =
                    shares.plus(
                            exchange.get("usable").asBoolean()
                                    ? new Shares(1, taken, 0, 0)
                                    : new Shares(0, 0, 1, taken));
        }
        return shares;
    }

    static boolean takes(String kind, JsonNode exchange) {
        String reply = exchange.get("reply").asText();
        String request = exchange.get("messages").findValuesAsText("content").getLast();
        return switch (kind) {
            case "rewrite-prompt" ->
                    PromptReply.in(reply, Tags.DEFAULT, block("CURRENT_TEXT", request))
                            instanceof PromptReply.Changed;
            case "rewrite-program" ->
                    ProgramReply.in(
                                    reply,
                                    Tags.DEFAULT,
                                    ProgramJson.read(block("CURRENT_PROGRAM", request)))
                            instanceof ProgramReply.Found;
            case "meta-description" -> description(reply, request).isPresent();
            case "meta-structure" -> isStructure(reply);
            case "critic-answer", "critic-prompt" -> !reply.isBlank();
            case "program" -> isReadable(reply);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    /** Returns the description that a reply proposes; empty if there is none or it is the old. */
    static Optional<String> description(String reply, String request) {
        String strategy = request.contains("pipeline: structure.") ? "adas" : "tgd";
        OptimizerSpec best =
                new OptimizerSpec(
                        strategy,
                        List.of(
                                Strategies.plain(strategy)
                                        .withTaskDescription(block("TASK_DESCRIPTION", request))));
        TaskSubmitted drawn =
                new TaskSubmitted(
                        new ProjectId("p"),
                        new TaskId("t"),
                        block("QUESTION", request),
                        block("ANSWER", request),
                        null,
                        null,
                        null);
        TextRules rules =
                new TextRules(block("QUESTION_TYPE", request), List.of(drawn), LEAK_TOKENS);
        return MetaPromptOptimizer.read(best, 0, reply, rules) instanceof ParsedProposal.Valid valid
                        && !valid.spec().equals(best)
                ? Optional.of(valid.spec().taskDescription())
                : Optional.empty();
    }

    private static boolean isStructure(String reply) {
        try {
            StructureJson.read(reply, Strategies::plain);
            return true;
        } catch (InvalidFile e) {
            return false;
        }
    }

    private static boolean isReadable(String reply) {
        TaskSubmitted task =
                new TaskSubmitted(
                        new ProjectId("p"), new TaskId("t"), "How many?", "1", null, null, null);
        return Evaluators.named("number").evaluate(task, reply, AnswerParsing.STRICT)
                        instanceof Finding.Scored scored
                && scored.score() != Score.UNPARSEABLE;
    }

    private static String block(String name, String request) {
        Tags tags = new Tags("<" + name + ">\n", "\n</" + name + ">");
        if (TaggedText.in(request, tags) instanceof TaggedText.Found found) return found.text();
        throw new IllegalArgumentException("no block " + name);
    }

    static JsonNode tree(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
