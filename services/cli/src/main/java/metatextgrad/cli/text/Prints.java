package metatextgrad.cli.text;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The views that a command prints. The published JSON schemas in {@code docs/schemas} are generated
 * from it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Prints {
    Class<? extends View>[] value();
}
