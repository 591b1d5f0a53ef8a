package metatextgrad.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import metatextgrad.llm.RequestContext;
import metatextgrad.model.KeptHeaders;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Row;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.state.PromptPhase;
import metatextgrad.model.state.Run;
import metatextgrad.model.state.Trial;
import metatextgrad.wire.registry.MalformedRecord;
import metatextgrad.wire.registry.ReleasedSchemas;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireRoundTripTest {
    private final StoreCodec codec = new StoreCodec();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "\uD83D\uDE00 \uD83D\uDC69\u200D\uD83D\uDD2C",
                "\u202Eשלום\u202C مرحبا",
                "\u0000\u0001\u001F\u007F",
                "\u2028\u2029\u0085\r\n\t",
                "\"\\/{{x}} </IMPROVED_VARIABLE>",
                "\uFEFF\uFFFE\uFFFF",
                "e\u0301 vs \u00E9"
            })
    @DisplayName("FAULT 37: unusual texts are decoded as they were encoded")
    void shouldRoundTripUnusualTexts(String text) {
        for (Row row : Samples.rows(text)) {
            assertThat(Wire.DECODED.fromAvro(Wire.DECODED.toAvro(row))).isEqualTo(row);
            assertThat(codec.decode(codec.encode(row))).isEqualTo(row);
        }
        for (RequestContext context : Samples.contexts(text)) {
            assertThat(Contexts.decode(Contexts.encode(context))).isEqualTo(context);
        }
    }

    @Property(tries = 100)
    @Label("FAULT 37: any text is decoded from the store as it was encoded")
    void shouldRoundTripAnyText(@ForAll("texts") String text) {
        for (Row row : Samples.rows(text)) {
            assertThat(codec.decode(codec.encode(row))).isEqualTo(row);
        }
    }

    @Property(tries = 30)
    void shouldEncodeEqualRowsAlike(@ForAll("texts") String text) {
        List<Row> again = Samples.rows(text);
        for (Row row : Samples.rows(text)) {
            Row twin = again.get(again.indexOf(row));
            assertThat(codec.encode(twin)).isEqualTo(codec.encode(row));
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .all()
                .filter(text -> WellFormed.firstUnpairedSurrogate(text) < 0);
    }

    @Test
    void shouldHaveASampleOfEveryType() {
        Stream<String> sampled =
                Stream.concat(
                        Samples.avroTypes().stream().map(Class::getSimpleName),
                        classes(Samples.contexts("x")).map(Class::getSimpleName));
        Set<String> released = new TreeSet<>();
        for (Schema schema : ReleasedSchemas.ALL) released.add(schema.getName());

        assertThat(sampled.distinct().sorted().toList()).containsExactlyElementsOf(released);
    }

    @Test
    void shouldHaveASampleOfEveryState() {
        List<Row> rows = Samples.rows("x");
        List<Object> phases =
                rows.stream()
                        .flatMap(
                                row ->
                                        row instanceof Run.Searching run
                                                ? run.promptPhases().stream()
                                                : Stream.<PromptPhase>of())
                        .<Object>map(PromptPhase::phaseState)
                        .toList();

        assertThat(classes(rows)).contains(Trial.class.getPermittedSubclasses());
        assertThat(classes(rows))
                .contains(Run.Finished.class)
                .contains(Run.Open.class.getPermittedSubclasses());
        assertThat(classes(phases)).contains(PromptPhase.PhaseState.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @ValueSource(chars = {'\uD83D', '\uDE00'})
    @DisplayName("FAULT 37: an unpaired surrogate is rejected")
    void shouldRejectAnUnpairedSurrogate(char surrogate) {
        Row row = task("caf\u00E9 " + surrogate + "!");

        assertThatThrownBy(() -> codec.encode(row))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("TaskSubmitted.input has an unpaired surrogate at character 5");
    }

    @Test
    void shouldWriteADeadLetterThatQuotesAnUnpairedSurrogate() {
        ByteBuffer empty = ByteBuffer.allocate(0);
        DeadLetter letter =
                new DeadLetter(
                        "topic",
                        0,
                        1,
                        "intake",
                        "malformed",
                        "a \uD83D b",
                        empty,
                        empty,
                        KeptHeaders.NONE);

        Row read = codec.decode(codec.encode(letter));

        assertThat(read)
                .isEqualTo(
                        new DeadLetter(
                                "topic",
                                0,
                                1,
                                "intake",
                                "malformed",
                                "a ? b",
                                empty,
                                empty,
                                KeptHeaders.NONE));
    }

    @Test
    void shouldRedactSecretsThatADeadLetterQuotes() {
        ByteBuffer value = ByteBuffer.wrap("kim@example.net".getBytes(StandardCharsets.UTF_8));
        DeadLetter letter =
                new DeadLetter(
                        "t",
                        0,
                        1,
                        "intake",
                        "malformed",
                        "no kim@example.net",
                        value,
                        value,
                        KeptHeaders.NONE);

        DeadLetter read = (DeadLetter) codec.decode(codec.encode(letter));

        assertThat(read.message()).isEqualTo("no [e-mail]");
        assertThat(read.value()).isEqualTo(value);
    }

    @Test
    void shouldRejectValuesThatTheModelRejects() {
        SpecificRecord empty = metatextgrad.events.TaskSubmitted.newBuilder().build();

        assertThatThrownBy(() -> Wire.DECODED.fromAvro(empty))
                .isInstanceOf(MalformedRecord.class)
                .hasMessage("bad TaskSubmitted: project id is blank");
    }

    @Test
    void shouldRejectAnEnumConstantOfALaterRelease() {
        SpecificRecord later = metatextgrad.events.Trial.newBuilder().build();

        assertThatThrownBy(() -> Wire.DECODED.fromAvro(later))
                .isInstanceOf(MalformedRecord.class)
                .hasMessage("bad Trial: phase of a later release");
    }

    @Test
    void shouldRejectAStateWithoutItsParts() {
        SpecificRecord bare =
                metatextgrad.events.Trial.newBuilder()
                        .setPhase(metatextgrad.events.TrialPhase.REDUCING)
                        .build();

        assertThatThrownBy(() -> Wire.DECODED.fromAvro(bare))
                .isInstanceOf(MalformedRecord.class)
                .hasMessage("bad Trial: incumbent is null");
    }

    private static TaskSubmitted task(String input) {
        return new TaskSubmitted(
                new ProjectId("p"), new TaskId("t"), input, null, null, null, null);
    }

    private static Stream<Class<?>> classes(List<?> values) {
        return values.stream().map(Object::getClass);
    }
}
