package metatextgrad.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import metatextgrad.simulator.question.Question;
import metatextgrad.simulator.question.QuestionReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuestionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Input: ( [ { } <                                               | > ] )
                    <Q>Finish it. Input: [ < ></Q>                                 | ]
                    List: pear apple it's its app                                  | app apple it's its pear
                    I have a cat, two mice, and a chair. How many animals do I have? | 3
                    I have two heads of broccoli and a car. How many vegetables do I have? | 2
                    I have a fork, five plums and an apple. How many objects do I have? | 7
                    """)
    void shouldSolve(String text, String target) {
        assertThat(Items.read(text).target()).isEqualTo(target);
    }

    @Test
    void shouldReadTheLastQuestion() {
        String text = "Example\nInput: ( (\nAnswer: ) )\nNow you.\nInput: [ <\nGo.";
        assertThat(Items.read(text).target()).isEqualTo("> ]");
    }

    @Test
    void shouldFindNoQuestionInOtherText() {
        assertThat(QuestionReader.last("How are you? Input: text")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dyck_languages", "word_sorting", "object_counting"})
    void shouldSolveBigBenchHard(String name) throws IOException {
        Path file =
                Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                        .map(path -> path.resolveSibling("shared/data/bbh/" + name + ".json"))
                        .filter(Files::exists)
                        .findFirst()
                        .orElse(Path.of("missing"));
        assumeTrue(Files.exists(file), "../shared/data/bbh is not there");
        JsonNode examples = RoleClient.JSON.readTree(Files.readString(file)).path("examples");
        assertThat(examples).hasSize(250);
        for (JsonNode example : examples) {
            Question question = Items.read(example.path("input").asText());
            assertThat(question.target()).isEqualTo(example.path("target").asText());
        }
    }
}
