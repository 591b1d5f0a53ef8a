package metatextgrad.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServingTableTest {
    @Test
    void shouldGiveEachUnitTheWholeStateOfItsVersion() {
        ServingTable table = ServingTable.read(Tables.json("dyck", 4, "one", "two", .25));

        assertThat(table.prompt("user-7"))
                .isEqualTo(
                        new Prompt(
                                "user-7",
                                4,
                                "one",
                                "champion",
                                .75,
                                "Answer as one.",
                                "{\"result\":\"solve\"}"));
        assertThat(table.prompt(""))
                .isEqualTo(
                        new Prompt(
                                "",
                                4,
                                "two",
                                "challenger",
                                .25,
                                "Answer as two.",
                                "{\"result\":\"solve\"}"));
    }

    @Test
    void shouldAllowVersionsWithoutTextOrProgram() {
        ServingTable table =
                ServingTable.read(
                        "{\"project\":\"p\",\"serial\":1,\"versions\":[{\"version\":\"v\",\"role\":\"champion\",\"share\":1,\"text\":null,\"program\":null}]}"
                                .getBytes(UTF_8));

        assertThat(table.prompt("u")).isEqualTo(new Prompt("u", 1, "v", "champion", 1, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|the table is not a JSON object",
                "{}|the table has no whole number `serial`",
                "{\"serial\":1.5}|the table has no whole number `serial`",
                "{\"serial\":1}|the table has no `versions`",
                "{\"serial\":1,\"versions\":[]}|the table has no `versions`",
                "{\"serial\":1,\"versions\":[1]}|a version is not a JSON object",
                "{\"serial\":1,\"versions\":[{\"share\":1.5}]}|a version has no `share` from 0 to 1",
                "{\"serial\":1,\"versions\":[{\"share\":1e999999999}]}|a version has no `share` from 0 to 1",
                "{\"serial\":1,\"versions\":[{\"share\":1}]}|the field `version` is not a text",
                "{\"serial\":1,\"versions\":[{\"share\":1,\"version\":\"v\"}]}|the field `role` is not a text",
                "{\"serial\":1,\"versions\":[{\"share\":1,\"version\":\"v\",\"role\":\"r\",\"text\":1}]}|the field `text` is not a text",
                "{\"serial\":1,\"versions\":[{\"share\":1,\"version\":\"v\",\"role\":\"r\"}]}|the field `project` is not a text"
            })
    void shouldNameWhatIsWrong(String json, String message) {
        assertThatThrownBy(() -> ServingTable.read(json.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void shouldRefuseBytesThatAreNotUtf8() {
        assertThatThrownBy(() -> ServingTable.read(new byte[] {'{', (byte) 0xff}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the table is not UTF-8");
    }
}
