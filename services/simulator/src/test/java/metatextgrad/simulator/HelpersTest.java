package metatextgrad.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import metatextgrad.simulator.role.Role;
import metatextgrad.simulator.role.Simulator;
import metatextgrad.simulator.skill.Skill;
import metatextgrad.simulator.skill.SkillReader;
import metatextgrad.simulator.world.Worlds;
import org.junit.jupiter.api.Test;

/** The helpers err at the rates of their public numbers, within four standard errors. */
final class HelpersTest {
    private static final String QUESTION = "Complete the sequence. Input: ( [ ( [";
    private static final String TOO_SHORT = "I read it.\nAnswer: ] ) ]";

    private final RoleClient demo = new RoleClient(new Simulator(Worlds.find("demo"), 5));

    @Test
    void shouldErrAtTheRatesOfTheCritic() {
        List<String> criticisms =
                seeds(3000)
                        .map(seed -> demo.criticism("Think.", QUESTION, TOO_SHORT, seed))
                        .toList();
        assertThat(share(criticisms, this::isUseless)).isBetween(.124, .176);
        assertThat(share(criticisms, this::blamesAnother)).isBetween(.266, .334);
        assertThat(share(criticisms, one -> one.contains("] ) ] )"))).isBetween(.078, .122);
    }

    @Test
    void shouldFindNothingWrongWithARightAnswer() {
        String criticism = demo.criticism("Think.", QUESTION, "Answer: ] ) ] )", 1);
        assertThat(criticism).doesNotContain("should", "needs to", "must");
    }

    @Test
    void shouldMissTheAnswerLine() {
        List<String> criticisms =
                seeds(200)
                        .map(seed -> demo.criticism("Think.", QUESTION, "It is ] )", seed))
                        .toList();
        assertThat(share(criticisms, one -> one.contains("\"Answer:\""))).isBetween(.4, .7);
    }

    @Test
    void shouldPassOnTheContentOfCriticism() {
        String user =
                """
                <QUESTION>%s</QUESTION>
                <FEEDBACK>The order is off. It should close the latest bracket first.</FEEDBACK>
                Address this feedback to the instruction.
                """
                        .formatted(QUESTION);
        String reply =
                RoleClient.content(
                        demo.reply(RoleClient.request(Role.CRITIC, "You criticise.", user, 4)));
        assertThat(reply).contains("It should close the latest bracket first.");
    }

    @Test
    void shouldDropInstructionsAndTagsAtTheRatesOfTheOptimizer() {
        List<String> replies =
                seeds(3000)
                        .map(
                                seed ->
                                        RoleClient.optimizerRequest(
                                                "Improve.",
                                                "Think well. Be brief.",
                                                List.of(),
                                                seed))
                        .map(request -> RoleClient.content(demo.reply(request)))
                        .toList();
        assertThat(share(replies, one -> !one.contains("Think well."))).isBetween(.078, .122);
        assertThat(share(replies, one -> !one.contains("</NEW_TEXT>"))).isBetween(.0098, .0302);
    }

    @Test
    void shouldUseTwoCriticismsAtMostAndOnlyWordsOfTheRequest() {
        List<String> criticisms =
                List.of(
                        "The solver should juggle alpha.",
                        "It needs to juggle beta.",
                        "The prompt should say that gamma is juggled.");
        String improved = demo.improved("Improve.", "Think.", criticisms, 9);
        long used = Stream.of("alpha", "beta", "gamma").filter(improved::contains).count();
        assertThat(used).isEqualTo(2);
    }

    @Test
    void shouldWriteInTheTagTheRequestNames() {
        String user =
                """
                Here is the text in its tag:
                <VARIABLE>
                Think.
                </VARIABLE>
                <FEEDBACK>It should look twice.</FEEDBACK>
                Send the improved text in this form: <IMPROVED_VARIABLE>{improved text}</IMPROVED_VARIABLE>
                """;
        String glossary =
                "You improve texts. Glossary: <FEEDBACK>: criticism. <VARIABLE>: the text to improve.";
        String reply =
                RoleClient.content(
                        demo.reply(RoleClient.request(Role.OPTIMIZER, glossary, user, 3)));
        assertThat(reply)
                .startsWith("<IMPROVED_VARIABLE>\nThink.\n")
                .contains("ook twice.")
                .endsWith("</IMPROVED_VARIABLE>");
    }

    @Test
    void shouldWriteABriefIntoTheFieldTheRequestNames() throws JsonProcessingException {
        String user =
                "Example: "
                        + QUESTION
                        + "\nAnswer: ] ) ] )\nAnswer with JSON: {\"better_brief\": \"...\"}";
        List<String> briefs =
                seeds(1000)
                        .map(seed -> RoleClient.request(Role.META, "", user, seed))
                        .map(request -> RoleClient.content(demo.reply(request)))
                        .toList();
        assertThat(share(briefs, one -> !one.contains("\"}"))).isBetween(.003, .038);
        assertThat(briefs).allMatch(one -> one.contains("brackets"));
        String bare =
                briefs.stream()
                        .filter(one -> one.startsWith("{\"") && one.endsWith("}"))
                        .findFirst()
                        .orElseThrow();
        assertThat(RoleClient.JSON.readTree(bare).path("better_brief").asText()).isNotEmpty();
    }

    /** A request that shows more lets the meta role guess better. */
    @Test
    void shouldNameTheMissingSkillMoreOftenTheMoreFailuresItSees() {
        assertThat(naming(Skill.COMPLETE, 0)).isBetween(.3, .45);
        assertThat(naming(Skill.COMPLETE, 2)).isBetween(.47, .62);
        assertThat(naming(Skill.COMPLETE, 20)).isBetween(.68, .78);
    }

    private double naming(Skill skill, int failures) {
        String user =
                (QUESTION + "\n" + TOO_SHORT + "\n").repeat(failures)
                        + QUESTION
                        + "\nAnswer with JSON: {\"better_brief\": \"...\"}";
        List<String> briefs =
                seeds(1000)
                        .map(seed -> RoleClient.request(Role.META, "", user, seed))
                        .map(request -> RoleClient.content(demo.reply(request)))
                        .toList();
        return share(briefs, one -> SkillReader.taught(brief(one)).contains(skill));
    }

    private static String brief(String reply) {
        return reply.replaceAll("(?s)^.*\"better_brief\" ?: ?\"|\"?}?\\s*(?:```)?$", "");
    }

    @Test
    void shouldJudgeByTheTagsOfTruthAndPrediction() {
        assertThat(judged("Work.\nAnswer: ] )")).isEqualTo("<VERDICT>1</VERDICT>");
        assertThat(judged("Work.\nAnswer: ) ]")).isEqualTo("<VERDICT>0</VERDICT>");
    }

    @Test
    void shouldJudgeWithoutATruthByItsOwnSolution() {
        String user =
                """
                <RUBRIC>The brackets are closed in order.</RUBRIC>
                <QUESTION>%s</QUESTION>
                <PREDICTION>%s</PREDICTION>
                Write 1 or 0 inside <VERDICT></VERDICT>.
                """;
        assertThat(asked(user.formatted(QUESTION, "Work.\nAnswer: ] ) ] )")))
                .isEqualTo("<VERDICT>1</VERDICT>");
        assertThat(asked(user.formatted(QUESTION, TOO_SHORT))).isEqualTo("<VERDICT>0</VERDICT>");
    }

    private String asked(String user) {
        return RoleClient.content(
                demo.reply(RoleClient.request(Role.JUDGE, "You judge.", user, 0)));
    }

    private String judged(String prediction) {
        String user =
                """
                <TRUTH>] )</TRUTH>
                <PREDICTION>%s</PREDICTION>
                Write 1 or 0 inside <VERDICT></VERDICT>.
                """
                        .formatted(prediction);
        return asked(user);
    }

    private boolean isUseless(String criticism) {
        return Stream.of("careful", "thorough", "clearer", "confident")
                .anyMatch(criticism::contains);
    }

    private boolean blamesAnother(String criticism) {
        return !isUseless(criticism)
                && Stream.of("until", "at the end").noneMatch(criticism::contains);
    }

    private static Stream<Integer> seeds(int count) {
        return IntStream.range(0, count).boxed();
    }

    private static double share(List<String> texts, Predicate<String> which) {
        return texts.stream().filter(which).count() / (double) texts.size();
    }

    @Test
    void shouldBeUnderstoodByTheStudentAfterRewriting() {
        String rewritten =
                demo.improved(
                        "Improve.",
                        "Think.",
                        List.of(
                                "The answer stops early. The solver should go on until no bracket is left open."),
                        1);
        assertThat(SkillReader.taught(rewritten)).contains(Skill.COMPLETE);
    }
}
