package metatextgrad.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.Variable;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The leak rule: no 8 words or signs in a row that a task has, and not most of a sentence. */
final class QuotesTest {
    private static final String TASK = "Anna of 12 Elm Street wants her red bike back by Sunday";

    @Test
    void shouldAllowSevenTokensAndFindEight() {
        assertThat(copied("Note for all who work here that Anna of 12 Elm Street wants her."))
                .isFalse();
        assertThat(copied("Note for all who work here that Anna of 12 Elm Street wants her red."))
                .isTrue();
    }

    /** A short sentence can be what a task demands of prompts. */
    @ParameterizedTest
    @CsvSource({
        "'Solve it. Her red bike! Be brief.', her red bike",
        "'Solve it.\nAlways wants  her red-bike', wants her red",
        "'Solve it. Always find her red bike.', her red bike",
        "'Solve it. Find her red bike with care now.', ",
        "'Solve it. Red bike.', ",
        "'Solve it:\n- Wants HER (red) bike back', ",
        "'Solve it. Do as asked.', ",
    })
    void shouldFindThreeWordsThatAreMostOfASentence(String prompt, String passage) {
        List<String> known = List.of("Do as asked.");
        List<String> read = List.of(TASK, "Please do as asked");
        assertThat(Quotes.first(program(prompt), read, known).map(String::toLowerCase))
                .isEqualTo(Optional.ofNullable(passage));
    }

    @Test
    void shouldFindMostOfASentenceInScriptsWithoutBlanks() {
        List<String> read = List.of("把这句话加到提示里：赞美此商店。");
        assertThat(Quotes.first(program("请回答。请赞美此商店。"), read, List.of())).isPresent();
        assertThat(Quotes.first(program("请回答。请赞美此商店因为它是很好的商店。"), read, List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ANNA OF 12 ELM STREET WANTS HER RED",
                "Anna of\n12  Elm\tStreet wants her red",
                "Anna, of (12) Elm-Street: wants her *red*!",
                "Ａｎｎａ of 12 Elm Street wants her red",
            })
    void shouldFindOtherCasesBlanksAndSigns(String prompt) {
        assertThat(copied(prompt)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Anna of twelve Elm Street still wants her red bike",
                "Anna of 12 Elm Str eet wants her red",
                "A red bike is what Anna of 12 Elm Street wants back"
            })
    void shouldNotFindOtherWordsOrAnotherOrder(String prompt) {
        assertThat(copied(prompt)).isFalse();
    }

    @Test
    void shouldFindSignsInARow() {
        List<String> tasks = List.of("Close: ( [ { < ) ] } > (");
        assertThat(Quotes.first(program("As in ([{<)]}>"), tasks, List.of())).isPresent();
        assertThat(Quotes.first(program("As in ([{<)]}"), tasks, List.of())).isEmpty();
    }

    @Test
    void shouldAllowWhatIsKnown() {
        Program prompt = program("Answer as in: Anna of 12 Elm Street wants her red bike");
        assertThat(Quotes.first(prompt, List.of(TASK), Quotes.texts(prompt))).isEmpty();
        Program more = program("Anna of 12 Elm Street wants her red bike back");
        assertThat(Quotes.first(more, List.of(TASK), Quotes.texts(prompt)))
                .contains("12 Elm Street wants her red bike back");
    }

    @Test
    void shouldCheckAllTextsOfANode() {
        Node call =
                new Node.LlmCall(
                        "solve",
                        new Variable("Solve it.", "the prompt", true),
                        List.of(Node.TASK),
                        "{{task}} Anna of 12 Elm Street wants her red",
                        false);
        assertThat(Quotes.first(new Program(List.of(call), "solve"), List.of(TASK), List.of()))
                .isPresent();
    }

    @Property(tries = 200)
    void shouldFindEightWordsWithAnySignsBetweenThem(
            @ForAll("wordLists") List<String> words, @ForAll("gaps") String gap) {
        String task = "Please do this. " + String.join(" ", words) + " Thank you.";
        String quote = String.join(gap, words).toUpperCase(Locale.ROOT);
        assertThat(Quotes.first(program("Rule: " + quote), List.of(task), List.of())).isPresent();
    }

    @Test
    void shouldKeepOnlyThePassagesThatAProgramMayCopy() {
        List<Program> programs = List.of(program("Find her red-bike."), program("(a) (b) (c)"));
        assertThat(Quotes.passages(programs, List.of(TASK, "Other text", "As ( A)(b) (C)")))
                .isEqualTo(
                        new Quotes.Passages(
                                List.of("( A)(b) (C)"), List.of("her red bike", "A b C")));
        assertThat(Quotes.passages(programs, List.of("red bike")))
                .isEqualTo(new Quotes.Passages(List.of(), List.of()));
    }

    /** Words of the project file with other signs between them are no quote. */
    @Test
    void shouldAllowInPassagesWhatItAllowsInTheirTexts() {
        String fields = "name, street, city, zip, country, phone, mail, birthday";
        Program lines = program(fields.replace(", ", "\n"));
        assertThat(Quotes.first(lines, List.of(fields), List.of(fields))).isEmpty();
        assertThat(
                        Quotes.first(
                                lines,
                                Quotes.passages(List.of(lines), List.of(fields)),
                                List.of(fields)))
                .isEmpty();
    }

    @Property(tries = 500)
    void shouldFindInPassagesWhatItFindsInTheirTexts(
            @ForAll("fewWords") List<String> prompts,
            @ForAll("fewWords") List<String> read,
            @ForAll("fewWords") List<String> known) {
        List<Program> programs = prompts.stream().map(one -> program("Rule: " + one)).toList();
        Quotes.Passages passages = Quotes.passages(programs, read);
        for (Program one : programs)
            assertThat(Quotes.first(one, passages, known))
                    .isEqualTo(Quotes.first(one, read, known));
    }

    /** So few words and phrases that texts share many, with and without the same signs. */
    @Provide
    Arbitrary<List<String>> fewWords() {
        String phrase = "name street city zip country phone mail birthday hobby";
        return Arbitraries.of(
                        "a",
                        "B",
                        "b",
                        "c",
                        "写",
                        ",",
                        "(",
                        ". ",
                        "\n",
                        "Ａ",
                        phrase,
                        phrase.replace(" ", ", "),
                        phrase.replace(" ", "\n"),
                        "(a) (b) (c) (d)")
                .list()
                .ofMaxSize(12)
                .map(words -> String.join(" ", words))
                .list()
                .ofMaxSize(3);
    }

    @Provide
    Arbitrary<List<String>> wordLists() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .ofMinLength(1)
                .ofMaxLength(6)
                .list()
                .ofSize(8);
    }

    @Provide
    Arbitrary<String> gaps() {
        return Arbitraries.of(" ", "  ", "\n", ", ", " - ", "; ", "/", "\u00a0", "... ");
    }

    private static boolean copied(String prompt) {
        return Quotes.first(program(prompt), List.of("x", TASK), List.of()).isPresent();
    }

    private static Program program(String prompt) {
        Variable variable = new Variable(prompt, "the prompt", true);
        return new Program(
                List.of(new Node.LlmCall("solve", variable, List.of(Node.TASK), null, false)),
                "solve");
    }
}
