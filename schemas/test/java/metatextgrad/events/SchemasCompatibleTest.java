package metatextgrad.events;

import static org.apache.avro.SchemaCompatibility.checkReaderWriterCompatibility;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Topics keep records for weeks, stores keep them forever, and after a roll-back an older release
 * reads what the newer one wrote. So each schema can read, and be read by, every released one
 * (FULL_TRANSITIVE). Each field has a default, so that a release may add or remove it.
 */
class SchemasCompatibleTest {
    @TestFactory
    Stream<DynamicTest> shouldReadAndBeReadByEveryRelease() {
        return SchemaFiles.releasedFiles().stream()
                .map(
                        file ->
                                DynamicTest.dynamicTest(
                                        file.toString(),
                                        () -> compatible(SchemaFiles.parse(file))));
    }

    @TestFactory
    Stream<DynamicTest> shouldSayWhatItIsAndHaveDefaults() {
        return SchemaFiles.types().stream()
                .map(type -> DynamicTest.dynamicTest(type.getName(), () -> described(type)));
    }

    private static void compatible(Schema released) {
        List<Schema> current =
                SchemaFiles.written().stream()
                        .filter(schema -> schema.getFullName().equals(released.getFullName()))
                        .toList();
        assertThat(current)
                .as("a released type must stay, else its rows are unreadable")
                .hasSize(1);
        reads(current.getFirst(), released);
        reads(released, current.getFirst());
    }

    private static void reads(Schema reader, Schema writer) {
        SchemaPairCompatibility found = checkReaderWriterCompatibility(reader, writer);
        assertThat(found.getResult().getIncompatibilities()).as(found.getDescription()).isEmpty();
    }

    private static void described(Schema type) {
        assertThat(type.getDoc()).as("doc of " + type.getName()).isNotBlank();
        if (type.getType() == Schema.Type.ENUM) {
            assertThat(type.getEnumDefault()).as("default of " + type.getName()).isNotNull();
            return;
        }
        for (Schema.Field field : type.getFields()) {
            String name = type.getName() + "." + field.name();
            assertThat(field.doc()).as("doc of " + name).isNotBlank();
            assertThat(field.hasDefaultValue()).as("default of " + name).isTrue();
        }
    }
}
