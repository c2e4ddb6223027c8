from setuptools import find_packages, setup

setup(
    name="reporter",
    version="1.0.0",
    packages=find_packages(),
    python_requires=">=3.12",
    install_requires=["requests>=2.32"],
)
