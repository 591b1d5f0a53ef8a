package metatextgrad.conformance;

import metatextgrad.llm.Reply;
import metatextgrad.llm.ScriptedModel.Call;
import metatextgrad.model.ContentHash;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import metatextgrad.model.project.MetaSettings.SearchMode;

/** A race of two base optimizers, on questions that prompts solve by a number in their text. */
final class RaceScenario {
    /** Validation tasks. */
    static final int VAL = 64;

    private static final int LEVELS = 40;

    private RaceScenario() {}

    static Scenario scenario() {
        return new Scenario()
                .optimizers(
                        TgdPhase.of(6).description("You improve prompts.").spec("a"),
                        TgdPhase.of(6).description("You repair prompts.").spec("b"))
                .data(12, VAL)
                .meta(new MetaSettings(2, 3, 1, 0, InitialScore.TRIAL).in(SearchMode.RACE))
                .script(script());
    }

    /**
     * A race in which every proposal has one more of 40 levels, so no change of its course ends it
     * early. The level decides on validation tasks, and chance on training tasks.
     */
    static Scenario rising() {
        return scenario().script(rising(script()));
    }

    /** Changes the answers of the program and the rewrites of a script to those of such a race. */
    static Script rising(Script script) {
        return script.student(call -> Script.answered(levelled(call)))
                .writer(RaceScenario::nextLevel);
    }

    private static String levelled(Call call) {
        String question = Script.question(call);
        int level = number(call.system(), "solves ");
        boolean right =
                question.startsWith("train")
                        ? ContentHash.unit("right", call.system(), question) < .5
                        : number(question, "question ") * LEVELS < level * VAL;
        return "Answer: " + (right ? Data.answer(question) : "unknown");
    }

    static Reply nextLevel(Call call) {
        int level = number(Script.currentText(call), "solves ") + 1;
        int mark = call.user().hashCode() + call.seed();
        return Script.answered(Script.tagged("solves %d in way %d".formatted(level, mark)));
    }

    /** A prompt {@code solves N} solves about N of 24 questions, each prompt others. */
    static Script script() {
        return new Script()
                .student(call -> Script.answered(student(call)))
                .writer(RaceScenario::raising)
                .meta(
                        call -> {
                            String mark =
                                    "Way "
                                            + Integer.toHexString(
                                                    call.user().hashCode() + call.seed());
                            return Script.answered(
                                    MetaReplies.asksForStructure(call.user())
                                            ? MetaReplies.structure(
                                                    "c", MetaReplies.phase("tgd", 6, mark))
                                            : MetaReplies.described(mark));
                        });
    }

    /** Returns the answer of the program. */
    static String student(Call call) {
        String question = Script.question(call);
        int solves = number(call.system(), "solves ");
        boolean right = ContentHash.unit("right", call.system(), question) < solves / 24.0;
        return "Answer: " + (right ? Data.answer(question) : "unknown");
    }

    /** Some rewrites are better, some are worse, as the seed of the request decides. */
    private static Reply raising(Call call) {
        int now = number(Script.currentText(call), "solves ");
        int mark = call.user().hashCode() + call.seed();
        int solves = Math.max(1, now + Math.floorMod(mark, 9) - 4);
        return Script.answered(Script.tagged("solves " + solves + " in way " + mark));
    }

    /** Returns the number that follows these words. */
    static int number(String text, String after) {
        String rest = text.substring(text.indexOf(after) + after.length());
        return Integer.parseInt(rest.replaceFirst("(?s)\\D.*", ""));
    }
}
