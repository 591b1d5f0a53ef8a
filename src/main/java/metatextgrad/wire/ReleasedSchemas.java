package metatextgrad.wire;

import java.util.List;
import org.apache.avro.Schema;

/** Every schema that a release of ours ever wrote with. */
final class ReleasedSchemas {
    static final List<Schema> ALL = List.of();

    private ReleasedSchemas() {}
}
