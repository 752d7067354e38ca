package io.github.grabnas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Nothing that is written or parsed depends on the language, the digits or the encoding of the machine: each call that
 * takes a locale or a character set is given one.
 */
class NoDefaultsTest {

    private static final Set<String> FORMATS = Set.of(
            "java.lang.String.format(java.lang.String, [Ljava.lang.Object;)",
            "java.lang.String.formatted([Ljava.lang.Object;)",
            "java.lang.String.toLowerCase()",
            "java.lang.String.toUpperCase()",
            "java.io.PrintStream.printf(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintStream.format(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintWriter.printf(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintWriter.format(java.lang.String, [Ljava.lang.Object;)",
            "java.text.DecimalFormat.<init>()",
            "java.text.DecimalFormat.<init>(java.lang.String)",
            "java.text.DecimalFormatSymbols.<init>()",
            "java.text.SimpleDateFormat.<init>()",
            "java.text.SimpleDateFormat.<init>(java.lang.String)",
            "java.time.format.DateTimeFormatter.ofPattern(java.lang.String)",
            "java.text.MessageFormat.<init>(java.lang.String)",
            "java.text.MessageFormat.format(java.lang.String, [Ljava.lang.Object;)",
            "java.text.Collator.getInstance()");

    private static final Set<String> ENCODINGS = Set.of(
            "java.lang.String.getBytes()",
            "java.lang.String.<init>([B)",
            "java.lang.String.<init>([B, int, int)",
            "java.io.ByteArrayOutputStream.toString()",
            "java.io.InputStreamReader.<init>(java.io.InputStream)",
            "java.io.OutputStreamWriter.<init>(java.io.OutputStream)",
            "java.io.PrintStream.<init>(java.io.OutputStream)",
            "java.io.PrintStream.<init>(java.io.OutputStream, boolean)",
            "java.io.PrintWriter.<init>(java.io.OutputStream)",
            "java.io.PrintWriter.<init>(java.io.OutputStream, boolean)",
            "java.nio.charset.Charset.defaultCharset()");

    /** Classes of which every instance has a default of its own. */
    private static final List<String> WITH_DEFAULTS = List.of(
            "java.util.Scanner.<init>",
            "java.util.Formatter.<init>(java.io",
            "java.util.Formatter.<init>()",
            "java.util.Formatter.<init>(java.lang",
            "java.text.NumberFormat.get",
            "java.io.FileReader.<init>(java",
            "java.io.FileWriter.<init>(java",
            "java.time.format.DateTimeFormatter.ofLocalized",
            "java.util.Locale.getDefault");

    private final JavaClasses classes = LibraryClasses.all();

    private static DescribedPredicate<JavaCall<?>> oneOf(Set<String> signatures) {
        return DescribedPredicate.describe("have a default", call -> signatures.contains(signature(call.getTarget())));
    }

    private static String signature(CodeUnitCallTarget target) {
        return target.getOwner().getName() + "." + target.getName()
                + target.getRawParameterTypes().stream()
                        .map(JavaClass::getName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    @Test
    void every_number_and_text_is_formatted_and_parsed_in_a_named_locale() {
        noClasses().should().callCodeUnitWhere(oneOf(FORMATS)).check(classes);
        noClasses()
                .should()
                .callCodeUnitWhere(DescribedPredicate.describe(
                        "take the machine's locale or encoding",
                        call -> WITH_DEFAULTS.stream().anyMatch(signature(call.getTarget())::startsWith)))
                .check(classes);
    }

    @Test
    void every_text_is_encoded_in_a_named_character_set() {
        noClasses().should().callCodeUnitWhere(oneOf(ENCODINGS)).check(classes);
    }

    /** Otherwise a rule with a misspelt signature would always hold. */
    @Test
    void the_rules_find_what_they_forbid() {
        JavaClasses guilty = new ClassFileImporter().importClasses(Guilty.class);
        long found = guilty.get(Guilty.class).getCodeUnitCallsFromSelf().stream()
                .map(c -> signature(c.getTarget()))
                .filter(s -> FORMATS.contains(s)
                        || ENCODINGS.contains(s)
                        || WITH_DEFAULTS.stream().anyMatch(s::startsWith))
                .count();
        org.assertj.core.api.Assertions.assertThat(found).isEqualTo(8);
    }

    /** What must not be, for the test of the rules. */
    @SuppressWarnings({"DefaultCharset", "DefaultLocale", "StringCaseLocaleUsage", "unused"})
    private static final class Guilty {
        String all(byte[] bytes) {
            System.out.printf("%d", 1);
            return String.format("%d", 2)
                    + "%d".formatted(3)
                    + "I".toLowerCase()
                    + "i".toUpperCase()
                    + new String(bytes)
                    + "é".getBytes().length
                    + java.text.NumberFormat.getInstance();
        }
    }
}
