import { describe, expect, it } from 'vitest';
import { childAt, childrenOf, parseXml, readXml, textAt } from '../../src/core/xml.ts';
import { memoryProject } from '../helpers.ts';

const POM = `\uFEFF<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE project SYSTEM "http://registry.example.com/pom.dtd">
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <!-- <artifactId>no</artifactId> -->
  <artifactId> orders </artifactId>
  <modules><module>api</module><module><![CDATA[web & co]]></module></modules>
  <empty/>
  <PackageReference Include="a&amp;b" __proto__="x" />
</project>`;

describe('readXml', () => {
  const root = readXml(memoryProject({ 'pom.xml': POM }), 'pom.xml');

  it('gives elements with their texts, attributes and lines', () => {
    expect(root?.name).toBe('project');
    expect(textAt(root, 'artifactId')).toBe('orders');
    expect(childrenOf(childAt(root, 'modules'), 'module').map(({ text }) => text)).toEqual(['api', 'web & co']);
    expect(childAt(root, 'PackageReference')?.attributes.get('Include')).toBe('a&b');
    expect(childAt(root, 'PackageReference')?.line).toBe(8);
  });

  it('gives nothing for what is not there or says nothing', () => {
    expect(textAt(root, 'empty')).toBeUndefined();
    expect(textAt(root, 'modules', 'profile', 'id')).toBeUndefined();
    expect(childrenOf(undefined, 'module')).toEqual([]);
    expect(readXml(memoryProject({}), 'pom.xml')).toBeUndefined();
    expect(readXml(memoryProject({ 'pom.xml': ' \n' }), 'pom.xml')).toBeUndefined();
  });

  it.each([
    ['an end that fits nothing', '<a>\n<b></a>', 2],
    ['no end', '<a>\n', 2],
    ['no element', '<!-- nothing -->', 1],
    ['words alone', 'hello', 1],
    ['an entity of its own', '<!DOCTYPE a [<!ENTITY x "y">]>\n<a>&x;</a>', 2],
    ['two roots', '<a/>\n<b/>', 2],
  ])('says which file and line: %s', (_, text, line) => {
    expect(() => parseXml(text, 'pom.xml')).toThrow(new RegExp(`^pom\\.xml is not valid XML \\(line ${line}: .+\\)$`));
  });

  it('bounds what is hostile', () => {
    expect(() => parseXml('<a>'.repeat(100_000), 'pom.xml')).toThrow(/nested too deeply/);
    const bomb = `<!DOCTYPE a [<!ENTITY a "xx"><!ENTITY b "${'&a;'.repeat(1000)}">]><a>${'&b;'.repeat(1000)}</a>`;
    expect(() => parseXml(bomb, 'pom.xml')).toThrow(/is not valid XML/);
  });
});
