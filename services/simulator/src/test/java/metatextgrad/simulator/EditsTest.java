package metatextgrad.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import metatextgrad.simulator.role.Role;
import metatextgrad.simulator.role.Simulator;
import metatextgrad.simulator.world.Worlds;
import org.junit.jupiter.api.Test;

/** The optimizer writes edits if the request has a form of edits. */
final class EditsTest {
    private static final String ADVICE = "Close the most recently opened bracket first.";
    private static final String REQUEST =
            """
            Improve the following text by edits.
            <CURRENT_TEXT>
            You complete brackets. Think.
            </CURRENT_TEXT>
            <FEEDBACK>The solver should close the most recently opened bracket first.</FEEDBACK>
            %s
            Write the edits and send them between the tags:
            <NEW><EDIT><INSERT_AFTER>a sentence</INSERT_AFTER><TEXT>a new sentence</TEXT></EDIT></NEW>
            """;

    private final RoleClient demo = client("demo");

    @Test
    void shouldQuoteTheTextExceptInOneReplyInTen() {
        List<String> replies = replies(demo, "");
        assertThat(replies)
                .allMatch(reply -> reply.startsWith("<NEW>\n<EDIT>"))
                .contains(
                        "<NEW>\n<EDIT><INSERT_AFTER>Think.</INSERT_AFTER><TEXT>"
                                + ADVICE
                                + "</TEXT></EDIT>\n</NEW>");
        assertThat(share(replies, "the part about: ")).isBetween(.05, .15);
        assertThat(share(replies, "<REPLACE>")).isBetween(.05, .15);
        assertThat(share(replies, "most recently opened bracket")).isEqualTo(1);
    }

    @Test
    void shouldReplaceMoreWhereARewriteForgetsMore() {
        assertThat(share(replies(client("rewrites-forget"), ""), "<REPLACE>")).isBetween(.3, .5);
    }

    @Test
    void shouldNotRepeatARefusedEdit() {
        String refused =
                "<REFUSED_EDIT>\nafter `Think.` insert `Always close the most recently opened bracket"
                        + " first.` (refused: it did not help)\n</REFUSED_EDIT>";
        assertThat(replies(demo, refused))
                .allMatch(reply -> reply.startsWith("<NEW>\n\n</NEW>") || reply.equals("<NEW>\n"));
    }

    private static List<String> replies(RoleClient client, String refused) {
        return IntStream.range(0, 300)
                .mapToObj(
                        seed ->
                                RoleClient.request(
                                        Role.OPTIMIZER, "Edit.", REQUEST.formatted(refused), seed))
                .map(request -> RoleClient.content(client.reply(request)))
                .toList();
    }

    private static double share(List<String> replies, String part) {
        return replies.stream().filter(reply -> reply.contains(part)).count()
                / (double) replies.size();
    }

    private static RoleClient client(String world) {
        return new RoleClient(new Simulator(Worlds.find(world), 1));
    }
}
